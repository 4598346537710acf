"""The predictions of notebook 14."""

from helpers.exercises.engine import Prediction

# fmt: off
PREDICTIONS = {
    "14a": Prediction(
        "Take all hidden layers away, and leave x1 and x2 as inputs. What can the boundary be?",
        ("a straight line", "a circle", "any closed curve"),
        "a straight line",
        "The output is then a single node: net = w1 · x1 + w2 · x2 + bw1. It says 1/2 where net is 0, and that is the "
        "equation of a line. Hidden nodes bend the boundary, unless they are linear, too.",
        {"a circle": "The boundary is where net = w1 · x1 + w2 · x2 + bw1 is 0. Which points are these?",
         "any closed curve": "That needs nodes between the inputs and the output. Press − above until none is left."},
    ),
    "14b": Prediction(
        "Still no hidden layer, but now the inputs are x1² and x2² alone. Does it learn the circle?",
        ("yes", "no, the boundary is straight", "no, squares lose the sign"),
        "yes",
        "net = w1 · x1² + w2 · x2² + bw1 is 0 on a circle or an ellipse. In the plane of x1² and x2² this boundary is "
        "straight; we see it bent. A good input can do what a layer would have to learn.",
        {"no, the boundary is straight": "It is straight in the plane of the two inputs. But these are squares now: "
                                         "choose them, take the layers away, and play.",
         "no, squares lose the sign": "They do. Does the circle need the sign? Try it."},
    ),
    "14c": Prediction(
        "Two moons with noise 0.5, only a tenth of the points to learn from, two layers of 8 nodes, Adam. "
        "How do the errors go in 300 epochs?",
        ("both fall to the end", "training falls, validation falls and rises again", "both stay high"),
        "training falls, validation falls and rises again",
        "Twenty points are soon learned by heart, their noise included; each other point has another noise. "
        "Notebook 07 calls this overfitting. Weight decay helps against it, such as 0.1; so would more points, 450 "
        "instead of twenty (this picture has no slider for them). Dropout does so at times.",
        {"both fall to the end": "Is what the network learns of twenty noisy points true of the others? Play to the "
                                 "end, and look at the dashed curve.",
         "both stay high": "With so many nodes the network has more weights than there are points. Look at the solid "
                           "curve."},
    ),
    "14d": Prediction(
        "A network has 96 of 100 penguins right. What do you have to know before you call it good?",
        ("how many nodes it has", "how long it has learned", "what a simple method reaches"),
        "what a simple method reaches",
        "If a method without any network has 96 as well, the network adds nothing. So a baseline stands beside every "
        "score below.",
        {"how many nodes it has": "Few or many: does that tell whether 96 is much?",
         "how long it has learned": "An hour or a second: does that tell whether 96 is much?"},
    ),
    "14e": Prediction(
        "Two columns of a table tell nearly the same, and the network uses both. One of them is shuffled among the "
        "examples, so that it tells nothing any more. What happens to the score?",
        ("it falls to that of guessing", "it falls less than the column is worth", "it stays just as it is"),
        "it falls less than the column is worth",
        "The other column still tells nearly the same. So each of the two looks smaller than it would without the "
        "other.",
        {"it falls to that of guessing": "One column is left as it was. What does that one tell?",
         "it stays just as it is": "The network uses both. What does it make of a column that contradicts the other?"},
    ),
}
# fmt: on
