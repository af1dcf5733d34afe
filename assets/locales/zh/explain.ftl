# How a number is made.

act-explain = 光标处的数字如何得出，来自哪些商机
hint-explain = 说明
why-not-explained = 光标处没有可说明的数字
explain-stock = { $layer }：层内现有商机
explain-went-on = { $layer }：继续前进的比例
explain-odds = { $layer }：最终赢单的比例
explain-win-rate = 赢单率
explain-stuck = { $layer }：多久算停滞
explain-formula = { $share } = { $part } ÷ { $of }
explain-nothing = 尚无可作分母的商机
explain-nothing-of = { $name }：尚无可作分母的商机
explain-band = 95% 置信区间 { $band }（Wilson）
explain-few = 不足 10 条（变暗或带 ?）：很可能只是偶然
explain-came = 期初 { $opening } + 存量 { $found } + 新增 { $in } + 重开 { $reopened } + 前进来 { $forward } + 退回来 { $back }
explain-went = − 前进 { $forward } − 退回 { $back } − 输单 { $lost } − 赢单 { $won } = 期末 { $closing }
explain-open = 进行中
explain-parked = 已搁置
explain-worth = 金额 { $sum }；不同货币从不相加
explain-stock-found = 不计入本层的任何转化：其中 { $n } 个（{ $share }）在历史开始时已在此层
explain-stock-rule = 金额为商机自身金额，不加权。已搁置的商机仍留在所在层级。
explain-advanced = 分子：到达下一层或更远，不论何时
explain-reached = 分母：进入或越过该层
explain-still-open = 其中仍可能前进：比例只会因此上升
explain-lost-before = 其中未前进即输单
explain-left-out = 未计入：{ $n } 条在历史记录开始时已在该层
explain-others = 显示的是“到达或越过”。按其他定义：
explain-strict = 严格，直接进入下一层：{ $share }（{ $band }）= { $part } ÷ 曾在该层的 { $of }
explain-period-flow = 期间流量（不是转化率）：{ $share } = 进入下一层 { $part } ÷ { $of }
explain-incidence = 最终，未结束的按已观察时间计（Aalen–Johansen）：{ $share }，{ $band }
explain-playbook = 预设胜率为 { $share }
explain-won = 赢单
explain-lost = 输单
explain-not-ended = 未计入：尚未赢单或输单
explain-win-rate-rule = 按结束之日计算，每次跟进计一次。
explain-limit = { $days }：{ $layer }中 { $n } 次赢单停留的 { $share } 到此时已结束
explain-no-limit = 无界限：{ $layer }中仅知 { $n } 次赢单停留，不足 10 次
explain-stuck-now = 停滞：更久没有任何动静，也没有已定日期的下一步
explain-in-layer = 在该层
explain-stuck-rule = 搁置的日子不计。比例可在设置中更改。
explain-when = 统计期间：{ $days }
explain-apart = { $layer }：{ $one } 比 { $other } 高多少
explain-apart-won = 赢单率：{ $one } 比 { $other } 高多少
explain-points = { $by } 个百分点 = { $a } − { $b }
explain-side = { $side }：{ $share } = { $part } ÷ { $of }，95% 置信区间 { $band }（Wilson）
explain-layer-share = { $layer }：{ $share } = { $part } ÷ { $of }，95% 置信区间 { $band }
explain-newcombe = 95% 置信区间 { $low } 到 { $high } 个百分点（Newcombe，由两个 Wilson 区间得出）：
explain-newcombe-low = { $low } = { $by } − √(({ $pa } − { $la })² + ({ $ub } − { $pb })²)
explain-newcombe-high = { $high } = { $by } + √(({ $ua } − { $pa })² + ({ $pb } − { $lb })²)
explain-apart-differs = 区间不含 0：两者不同，但不说明原因。
explain-apart-same = 区间包含 0：看不出差别。
explain-apart-few = 其中一方不足 10 条：无法判断。
explain-shared = 未计入：{ $n } 条同属两者；只比较互不重叠的部分
explain-no-list = 没有清单：统计的是客户，没有筛选能恰好给出它们的商机。
explain-side-others = { $side } 按其他定义：
explain-as-leads = 维度与列表按商机现状计数：{ $share } = { $part } ÷ { $of }。这里每一轮都计：另有 { $n } 轮在商机重启之前结束。
