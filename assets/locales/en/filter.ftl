# What is wrong with a filter; the command line says the same in English.

fault-instead = { $detail }; did you mean `{ $instead }`?
fault-of-field = { $field }: { $detail }
fault-no-value = { $field }: needs a value
fault-no-order = { $field } has no order, so `{ $op }` cannot be asked of it
fault-no-form = { $form ->
    [fuzzy] a fuzzy search
    [pattern] a pattern
   *[beginning] a beginning
} can only be asked of a text
fault-open-pattern = the pattern is not closed; put it in quotes to search for it as text
fault-bad-pattern = the pattern is wrong: { $why ->
   *[other] { $original }
}
fault-wide-pattern = the pattern stands for too much; repeat less in it
fault-no-percentile = `{ $text }` is no percentile; p0 to p100 are
fault-no-move = a move goes from one layer to another
fault-move-and-day = a move and a day are asked for apart; `during:` behind a move says when it was
fault-no-segment = no segment is called `{ $text }`
fault-segment-circle = segments go round in a circle: { $text }
fault-many-segments = segments lead to more than { $most } others or conditions
fault-in-segment = in segment `{ $name }`: { $detail }
fault-as-of-nothing = asof: needs a day, such as 2026-09-01 or last-month
fault-as-of-one-day = asof: takes one day, once
fault-as-of-inside = `asof:` holds for the whole filter: it stands outside parentheses and segments, without `-`
fault-as-of-not-here = `asof:` only shows: what is changed, kept or followed is as it is now
fault-field-to-come = `{ $text }:` is not known yet
fault-open-quote = the quotation is not closed
fault-empty-range = `..` needs a value before or behind it
fault-turned-around = the range ends before it begins
fault-no-number = `{ $text }` is no number; write it as 250, 10k or 1.5m
fault-end-of-number = `{ $text }` looks like the end of a longer number, but a comma separates values; write 1000 or 1k
fault-too-large = `{ $text }` is larger than any amount can be
fault-too-exact = `{ $text }` has more than four decimals
fault-not-whole = `{ $text }` is no whole number
fault-no-naics = `{ $text }` is no NAICS code; write two to six digits, such as 31 or 311513
fault-no-length = `{ $text }` is no length of time; write it as 14d, 2w, 3m or 1y
fault-long-length = `{ $text }` is too long; at most { $most } units
fault-length-for-date = `{ $text }` is a length of time, not a date; write -{ $text } for that long ago, +{ $text } for ahead
fault-no-date = `{ $text }` is no date; write 2026-11-21, 2026-11, 2026-Q4, 2026, last-month, today or -90d
fault-nothing-to-find = there is nothing to look for
fault-nothing-to-find-in = there is nothing to look for; `{ $field }:none` finds empty ones
fault-no-code = `{ $text }` is no { $list ->
    [layer] layer
    [outcome] outcome
    [status] status
    [state] state
    [part-of-a-lead] part of a lead
    [temperature] temperature
    [kind] kind
    [class] class
    [role] role
   *[standing] standing
}; use one of: { $codes }
fault-status-for-layer = `{ $text }` is no layer; `is:{ $lower }` asks for it
fault-nobody-is-me = nobody is signed in, so `@me` is nobody; give your name with --as
fault-misfit = this field does not take such a value
fault-me-alone = `@me` needs a field to be asked of
fault-sort-by-nothing = sort: needs a field, such as sort:-value
fault-sort-quoted = sort: needs a field, without quotes
fault-not-sortable = a list cannot be sorted by { $field }
fault-unknown-field = unknown field `{ $text }`
fault-unknown-field-or-text = unknown field `{ $text }`; put it in quotes to search for it as text
fault-too-long = the filter is longer than { $most } bytes; save parts of it as segments
fault-too-deep = parentheses go deeper than { $most }; save parts of it as segments
fault-closes-nothing = this parenthesis closes nothing
fault-open-parenthesis = this parenthesis is not closed
fault-empty-parentheses = there is nothing between these parentheses
fault-nothing-behind = { $text } needs something behind it
fault-nothing-before = { $text } needs something before it
fault-nothing-left-out = this needs something behind it to leave out
fault-order-left-out = an order cannot be left out; `sort:-field` sorts downwards
fault-order-inside = an order stands outside parentheses
fault-during-alone = `during:` says when that was; it stands behind `reached:`, `skipped:` or a move
why-nothing-to-complete = nothing that could be written here begins like this
why-nothing-typed = write something first
