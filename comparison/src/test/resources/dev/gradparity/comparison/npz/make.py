"""Writes the archives beside this file; made with NumPy 2.4.6 on Python 3."""

import io
import sys

import numpy as np

matrix = np.arange(6).reshape(2, 3) / 4


class Stream(io.RawIOBase):
    """A file that cannot seek: zip then writes the sizes behind the data."""

    def __init__(self, name):
        self.file = open(name, "wb")

    def writable(self):
        return True

    def write(self, data):
        return self.file.write(data)

    def close(self):
        self.file.close()


np.savez("stored.npz", a=matrix, b=np.asfortranarray(matrix.astype(">f4")), c=np.int64(-7))
np.savez_compressed("compressed.npz", a=matrix, b=np.array([1.5, -0.0, np.inf], "f2"))
np.savez(Stream("streamed.npz"), a=np.array([True, False]), b=np.array([0, 255], "u1"))
