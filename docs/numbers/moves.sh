# What happened to the twenty leads of docs/numbers.md, day by day.
set -e
move() { fiveply move "$@"; }
win() { fiveply win "$@"; }
lose() { fiveply lose "$@"; }

move 1 interested --on 2025-01-13
move 2 interested --on 2025-01-14
move 3 interested --on 2025-01-15
move 1 intent --on 2025-01-20
move 8 interested --on 2025-01-22
move 5 interested --on 2025-01-24
lose 6 no-need --on 2025-01-27
move 2 intent --on 2025-01-28
move 4 intent --on 2025-01-30         # over interested, at one go
move 1 high-intent --on 2025-02-03
move 9 interested --on 2025-02-03
move 7 interested --on 2025-02-04
lose 3 price --on 2025-02-05
move 5 intent --on 2025-02-07
move 1 near-customer --on 2025-02-10
move 10 interested --on 2025-02-11
move 8 intent --on 2025-02-12
move 4 high-intent --on 2025-02-13
win 1 --on 2025-02-17
move 11 intent --on 2025-02-17
move 7 intent --on 2025-02-18
move 5 interested --on 2025-02-21     # back
win 2 --on 2025-02-25                 # from intent, over the two last layers
move 11 high-intent --on 2025-03-03
move 13 interested --on 2025-03-03
lose 9 timing --on 2025-03-03
lose 12 no-need --on 2025-03-04
move 10 intent --on 2025-03-04
move 8 high-intent --on 2025-03-05
lose 4 competitor --on 2025-03-06
move 5 intent --on 2025-03-07         # for the second time
move 14 interested --on 2025-03-10
lose 7 price --on 2025-03-11
move 8 near-customer --on 2025-03-19
move 5 high-intent --on 2025-03-21
move 13 intent --on 2025-03-24
win 11 --on 2025-03-24
win 8 --on 2025-04-02
move 14 intent --on 2025-04-07
move 15 interested --on 2025-04-07
win 5 --on 2025-04-11
move 17 interested --on 2025-04-14
fiveply import later.csv --map external_id=lead --map layer=stage --map moved=since  # lead 7 is back
move 7 intent --on 2025-04-29
move 14 high-intent --on 2025-05-05
move 18 interested --on 2025-05-05
move 17 intent --on 2025-05-12
move 7 high-intent --on 2025-05-13
move 18 intent --on 2025-06-02
win 7 --on 2025-06-03
lose 17 price --on 2025-06-09
move 18 high-intent --on 2025-06-16   # a mistake:
fiveply undo                          # taken back
