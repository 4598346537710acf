"""The colours of all pictures: those of Okabe and Ito, paler ones for areas, and inks that stay legible.

One rule for the whole course; a dash, a shape or a word always says the same as the colour:

    above 0           BLUE, solid
    below 0           VERMILLION, dashed; exactly 0 is GREY
    right, wrong      BLUE or MINT with ✓, VERMILLION or PEACH with ✗ or the word
    chosen            LIT paper with a BLUE frame
    here, now         VERMILLION: a dot, a ring, a frame on a picture, and the tangent there
    one and another   BLUE solid and GREEN dashed, as training and validation; a third BLACK, a fourth VERMILLION
    not now, not so   GREY
"""

BLACK, GREY, PALE, WHITE = "#1a1a1a", "#595959", "#d9d9d9", "#ffffff"
BLUE, VERMILLION, GREEN = "#0072b2", "#d55e00", "#009e73"
ORANGE_INK, GREEN_INK = "#a84300", "#006b4f"  # vermillion and green dark enough for words
LIT = "#dcebf5"  # the paper of what is chosen
MINT, PEACH = "#cdeee2", "#f6c9a8"  # the paper of what is right and of what is wrong
CREAM, ROSE, BLUSH = "#fdf3cd", "#fbe0cc", "#fbe7d8"  # with caution; not so good; paler still
