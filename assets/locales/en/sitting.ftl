# What the pages of a meeting say, on the screen and in the minutes.

sitting-minutes = Meeting, { $days }
sitting-since-meeting = Since the meeting of { $day }, which belongs to the days; held against as many days before.
sitting-since-week = The last seven days, because no meeting was held before; held against the seven before them.
sitting-in-these-days = in these days
sitting-none-closed = nothing was won or lost in these days, nor before
sitting-why-head = { $after } won, { $before } in as many days before: why?
sitting-why-sum = parts add up to { $change }
sitting-why-closed = { $before } → { $after }
sitting-why-volume = { $turn ->
    [up] more leads came to an end
    [down] fewer leads came to an end
   *[same] as many leads came to an end
}
sitting-why-mix = { $turn ->
    [up] more of them of kinds that win often
    [down] more of them of kinds that win seldom
   *[same] of the same kinds as before
}
sitting-why-rate = { $turn ->
    [up] each kind was won more often
    [down] each kind was won less often
   *[same] each kind was won as often as before
}
sitting-why-by = by { $field }
sitting-why-group = won { $won } of { $n }, before { $wonbefore } of { $nbefore }
sitting-hypothesis = hypothesis
sitting-point-by = by { $day }
sitting-point-late = was due { $day }
sitting-state = { $state ->
    [open] open
    [done] done
    [came-true] came true
    [not-true] did not come true
   *[dropped] dropped
}
sitting-figure = { $of ->
    [leads] leads
    [won] wins
    [lost] losses
    [win-rate] win rate
   *[conversion] conversion from { $layer }
}
sitting-expected = expected: { $figure } { $side ->
    [least] at least
   *[most] at most
} { $number }
sitting-measured = so far { $number }
sitting-measured-of = { $number } of { $n } when it was checked
sitting-measured-band = so far { $number } of { $n } ({ $band })
sitting-measured-open = so far { $number } of { $n } ({ $band }), { $open } still open
sitting-nothing-measured = nothing to measure yet
sitting-out-open = open { $open } · may bring { $expected } ({ $low } – { $high }), now or later
sitting-out-nothing = no open lead has a value in { $currency }
sitting-out-span = { $span ->
    [quarter] quarter
   *[month] month
} { $days }
sitting-out-note = won { $won } · target { $target }
sitting-out-bare = no target yet
sitting-cap-head = { $coming } new and { $going } closed a week
sitting-cap-room = room for { $room }
sitting-cap-full =
    { $weeks ->
        [one] full in a week
       *[other] full in { $weeks } weeks
    }
sitting-cap-ease = no more come than go
sitting-cap-rep = { $open } of { $capacity }
sitting-cap-over = { $by } too many
sitting-cap-unowned = nobody’s
sitting-cap-layers = comes into each layer, by the last { $weeks } weeks
sitting-cap-week = { $number } a week
sitting-uncounted = another value: too much was changed to count it
