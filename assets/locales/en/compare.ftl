# Segments side by side.

screen-compare = compare
context-compare = where segments are side by side
act-compare = compare the filter with others, side by side
act-compare-add = one more side: the rest, a saved segment, a filter
act-compare-remove = take the side under the cursor away
hint-compare = compare
hint-compare-add = add
hint-compare-remove = remove
hint-compare-take = as the filter
hint-compare-both = those in both
ask-side = Compare with
example-side = a filter, such as source:fair
why-enough-sides = four side by side are enough; x takes one away
why-no-side = only on a side, and not on the filter in force
compare-typed = the filter { $filter }
compare-rest = the rest: { $unit ->
    [accounts] accounts
   *[leads] leads
} A leaves out
compare-everything = everything
compare-in-force = the filter in force
compare-live = live
compare-frozen = frozen
compare-of-accounts =
    { $count ->
        [one] of { $total } account
       *[other] of { $total } accounts
    }
compare-of-leads =
    { $count ->
        [one] of { $total } lead
       *[other] of { $total } leads
    }
compare-advice = Type a filter with /, or add a segment with n, to compare.
compare-went-on = Went on
compare-of = of
compare-win-rate = Win rate
compare-less = A less { $other }, in points
compare-band = { $low } to { $high }
compare-differs = differs
compare-same = no difference seen
compare-few = too few to say
compare-shared = { $shared } are in both; the difference leaves them out: { $a } against { $b }
compare-within = { $inner } lies wholly within { $outer }: nothing is left to hold against it
compare-common = In common
compare-pair = { $one } and { $other }
compare-jaccard = { $share } of those in either
compare-fields = Differ most in
compare-no-field = No field's values are spread differently
compare-cut = Not compared, as the filters cut by it: { $fields }
compare-note = It says where they differ, not what causes it. V: 0 the same, 1 nothing in common.
compare-open = open
