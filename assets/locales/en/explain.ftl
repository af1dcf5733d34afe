# How a number is made.

act-explain = how the number under the cursor is made, and from which leads
hint-explain = explain
why-not-explained = there is no number under the cursor to explain
explain-stock = { $layer }: what stands in it
explain-went-on = { $layer }: how many go on
explain-odds = { $layer }: how many are won in the end
explain-win-rate = Win rate
explain-stuck = { $layer }: from when on a lead is stuck
explain-formula = { $share } = { $part } ÷ { $of }
explain-nothing = nothing to divide by yet
explain-nothing-of = { $name }: nothing to divide by yet
explain-band = with 95 % certainty { $band } (Wilson)
explain-few = fewer than 10 (dimmed, or with a ?): hardly more than chance
explain-came = opening { $opening } + found { $found } + in { $in } + reopened { $reopened } + forward in { $forward } + back in { $back }
explain-went = − forward { $forward } − back { $back } − lost { $lost } − won { $won } = closing { $closing }
explain-open = are open
explain-parked = are parked
explain-worth = worth { $sum }; sums of two currencies are never added
explain-stock-found = left out of all conversions of this layer: { $n } of them ({ $share }) stood here when their history began
explain-stock-rule = The value is each lead's own, never weighted. Parked leads stay in their layer.
explain-advanced = numerator: reached the next layer or went beyond, whenever that was
explain-reached = denominator: entered or passed the layer
explain-still-open = of these may still go on: the share can only grow by them
explain-lost-before = of these were lost before they went on
explain-left-out = left out: { $n } stood in the layer when their history began
explain-others = Reached or passed is what is shown. By other definitions:
explain-strict = strict, straight into the next: { $share } ({ $band }) = { $part } ÷ { $of } that were in it
explain-period-flow = period flow, which is no conversion: { $share } = { $part } comings ÷ { $of }
explain-incidence = in the end, the open ones as far as seen (Aalen–Johansen): { $share }, { $band }
explain-playbook = the playbook assumes { $share }
explain-won = won
explain-lost = lost
explain-not-ended = left out: not won and not lost yet
explain-win-rate-rule = Counted by the day on which they ended, each episode once.
explain-limit = { $days }: { $share } of { $n } stays of won leads in { $layer } were over by then
explain-no-limit = no limit: only { $n } stays of won leads in { $layer } are known, fewer than 10
explain-stuck-now = are stuck: nothing has happened to them for longer, and no next step is dated
explain-in-layer = are in the layer
explain-stuck-rule = Days on which a lead was parked do not count. The share is set in the settings.
explain-when = counted over { $days }
explain-apart = { $layer }: how far { $one } lies above { $other }
explain-apart-won = Win rate: how far { $one } lies above { $other }
explain-points = { $by } points = { $a } − { $b }
explain-side = { $side }: { $share } = { $part } ÷ { $of }, with 95 % certainty { $band } (Wilson)
explain-layer-share = { $layer }: { $share } = { $part } ÷ { $of }, with 95 % certainty { $band }
explain-newcombe = With 95 % certainty from { $low } to { $high } points (Newcombe’s interval, of Wilson’s two):
explain-newcombe-low = { $low } = { $by } − √(({ $pa } − { $la })² + ({ $ub } − { $pb })²)
explain-newcombe-high = { $high } = { $by } + √(({ $ua } − { $pa })² + ({ $pb } − { $lb })²)
explain-apart-differs = The interval leaves out 0: the two differ. It does not say why.
explain-apart-same = The interval holds 0: no difference is seen.
explain-apart-few = One of them has fewer than 10: too few to say.
explain-shared = left out: { $n } are in both; a difference is told of two that share nothing
explain-no-list = Without a list: what is counted are accounts, and no filter gives just their leads.
explain-side-others = { $side } by other definitions:
explain-as-leads = Facets and lists count leads as they stand: { $share } = { $part } ÷ { $of }. Here every episode counts: { $n } more ended before their lead was reopened.
