# The board of the pipeline: its keys, its cards, and what stands above and below them.

act-switch = board or list
act-parked = show or hide parked leads on the board
hint-switch = board/list
why-no-board = no room for the board here
why-only-board = only the board can hide them; press v for it
board-more = { $number } more
board-above = ↑ { $number }
board-empty = nothing here
board-only-parked = only parked ones
card-new = new today
card-stuck = stuck
card-hand = ← { $who }
temp-cold = cold
temp-warm = warm
summary-value = { $value } open
summary-hidden = { $value } parked hidden
summary-closed = { $value } won or lost
