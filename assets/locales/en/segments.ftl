# The segments: facets of what a filter selects, and the funnel beside them.

screen-segments = Segments
context-segments = on the segments
act-go-segments = to the segments
act-facet-toggle = choose the value, or no longer
act-facet-exclude = leave the value out, or no longer
act-facet-range = from here to there; again to end
act-facet-from = from this value on
act-facet-up-to = up to this value
act-facet-clear = up in a hierarchy; else say nothing more of the field
act-facet-find = look for a value in the facet
act-facet-large = one facet alone, or all again
act-facet-next = to the next facet, the funnel last
act-facet-previous = to the facet before
act-segment-unit = count accounts, or leads
act-segment-leads = the leads that are selected, as a list
act-facet-order = best lift first, or most first
act-facets = choose facets and their order
hint-facet-toggle = choose
hint-facet-exclude = leave out
hint-facet-range = range
hint-facet-find = find
hint-facet-large = large
hint-facet-next = next facet
hint-facet-only = only this
hint-facet-into = go into
hint-segment-unit = accounts/leads
hint-segment-leads = leads
hint-facets = facets
why-only-facets = only on a facet
why-no-range = only numbers and days have a range
why-no-value = no filter gives just these
why-empty-filter = there is no filter to copy
ask-facets = Facets, in their order
facet-none = (none)
facet-no-finer = no finer code
facet-empty = nothing here
facet-empty-for-all = empty for all
facet-more = { $count } more
facet-find-example = part of a value
facet-pages = page { $page } of { $pages }
facet-told = { $value } · { $n } · { $share }
facet-told-won = won { $rate } ({ $band }) of { $n } closed
facet-naics = Industry
facet-sector = Sector
facet-emp = Employees
facet-city = City
facet-region = Region
facet-country = Country
facet-ownership = Ownership
facet-class = Class
facet-revenue = Revenue
facet-founded = Founded
facet-source = Source
facet-campaign = Campaign
facet-product = Product
facet-layer = Layer
facet-status = Status
facet-temp = Temperature
facet-kind = Kind
facet-owner = Owner
facet-team = Team
facet-value = Value
facet-entered = Entered
facet-moved = Last move
facet-closed = Closed
facet-reason = Lost because
facet-competitor = Lost to
facet-fb = Feedback
facet-returned = Returned because
facet-handed-by = Handed over by
facet-currency = Currency
facet-tag = Tag
facet-idle = Days without a move
head-accounts = accounts
head-leads = leads
head-won-share = won
head-closed = closed
head-lift = lift
segment-funnel = Funnel of this segment
segment-funnel-short = Funnel
segment-against = against all
segment-accounts =
    { $count ->
        [one] { $shown } of { $total } account
       *[other] { $shown } of { $total } accounts
    }
segment-leads =
    { $count ->
        [one] { $n } lead
       *[other] { $n } leads
    }
segment-win-rate = win rate { $rate } { $band } of { $n }
segment-open = { $n } open { $value }
segment-won = won { $value }
segment-note-lift = Lift: the value's win rate by the whole's, drawn towards 1 where few speak for it; ▲ ▼ where more than chance. It differs; that does not say why.
segment-note-few = Rates of fewer than 10 closed are dimmed.
segment-note-few-marked = Rates of fewer than 10 closed have a ?.
segment-note-went-on = Beside a layer: how many reached it, and the share of them that went on (reached or passed).
facet-by-month = by month
facet-by-decade = by decade
facet-by-people = people
facet-by-days = days
segment-note-episodes = Values: leads as they stand, { $leads } closed. Funnel: episodes, { $episodes } closed.
