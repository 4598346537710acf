"""The colours of all pictures: those of Okabe and Ito, paler ones for areas, and inks that stay legible."""

BLACK, GREY, PALE, WHITE = "#1a1a1a", "#595959", "#d9d9d9", "#ffffff"
BLUE, VERMILLION, GREEN = "#0072b2", "#d55e00", "#009e73"
ORANGE_INK = "#a84300"  # vermillion dark enough for words
LIT = "#dcebf5"  # the paper of what is chosen
MINT, PEACH = "#cdeee2", "#f6c9a8"  # the paper of what is right and of what is wrong
CREAM, ROSE, BLUSH = "#fdf3cd", "#fbe0cc", "#fbe7d8"  # with caution; not so good; paler still
