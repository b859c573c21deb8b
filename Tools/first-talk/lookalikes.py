#!/usr/bin/env python3
"""Computes pairs of characters of like shape from a font's bitmaps, for Catalogs/first-talk/lookalikes/computed.csv.

Usage: lookalikes.py FONT.ttc > computed.csv        needs numpy and Pillow
Characters of GB 2312 are drawn, blurred and compared by cosine. A pair is kept when it is very alike, or fairly alike
and among each other's four nearest; numerals are left out, for 七局 and 八局 are no slip of the pen.
"""
import sys

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

VERY_ALIKE, FAIRLY_ALIKE, NEAREST = 0.75, 0.60, 4
NUMERALS = set("一二三四五六七八九十百千万亿零〇两")


def characters():
    found = set()
    for high in range(0xB0, 0xD8):
        for low in range(0xA1, 0xFF):
            try:
                found.add(bytes([high, low]).decode("gb2312"))
            except UnicodeDecodeError:
                pass
    return sorted(found)


def shape(font, character):
    image = Image.new("L", (72, 72), 0)
    ImageDraw.Draw(image).text((4, 2), character, font=font, fill=255)
    image = image.crop(image.getbbox())
    width, height = image.size
    side = max(width, height, 40)
    square = Image.new("L", (side, side), 0)
    square.paste(image, ((side - width) // 2, (side - height) // 2))
    square = square.resize((48, 48), Image.LANCZOS).filter(ImageFilter.GaussianBlur(1.6)).resize((32, 32))
    return np.asarray(square, dtype=np.float32).ravel()


def main():
    font = ImageFont.truetype(sys.argv[1], 64)
    chars = characters()
    shapes = np.stack([shape(font, c) for c in chars])
    shapes -= shapes.mean(axis=1, keepdims=True)
    shapes /= np.linalg.norm(shapes, axis=1, keepdims=True)
    alike = shapes @ shapes.T
    np.fill_diagonal(alike, 0)
    rank = np.full(alike.shape, 99, dtype=np.int16)
    for row, order in enumerate((-alike).argsort(axis=1)[:, :NEAREST]):
        rank[row, order] = np.arange(NEAREST)
    mutual = np.maximum(rank, rank.T) < NEAREST
    keep = np.triu((alike >= VERY_ALIKE) | (mutual & (alike >= FAIRLY_ALIKE)), 1)
    print("a,b,verified")
    for a, b in zip(*np.where(keep)):
        if not (chars[a] in NUMERALS and chars[b] in NUMERALS):
            print(f"{chars[a]},{chars[b]},no")


main()
