# 并排对比细分。

screen-compare = 对比
context-compare = 对比页
act-compare = 将此筛选与其他并排对比
act-compare-add = 增加一方：其余、已存细分或筛选
act-compare-remove = 移除光标所在的一方
hint-compare = 对比
hint-compare-add = 增加
hint-compare-remove = 移除
hint-compare-take = 作为筛选
hint-compare-both = 两者共有
ask-side = 与之对比
example-side = 一个筛选，例如 source:fair
why-enough-sides = 最多并排四个；按 x 移除一个
why-no-side = 仅适用于某一方，且不是当前筛选
compare-typed = 筛选 { $filter }
compare-rest = 其余：A 之外的全部{ $unit ->
    [accounts] 客户
   *[leads] 商机
}
compare-everything = 全部
compare-in-force = 当前筛选
compare-live = 动态
compare-frozen = 冻结
compare-of-accounts = 共 { $total } 个客户
compare-of-leads = 共 { $total } 条商机
compare-advice = 按 / 输入筛选，或按 n 添加细分来对比。
compare-went-on = 继续推进
compare-of = 总数
compare-win-rate = 赢单率
compare-less = A 减 { $other }，百分点
compare-band = { $low } 至 { $high }
compare-differs = 有差异
compare-same = 未见差异
compare-few = 数量太少，无法判断
compare-shared = 两者共有 { $shared }；差异不计入它们：{ $a } 对 { $b }
compare-within = { $inner } 完全包含在 { $outer } 之中：没有可对比的部分
compare-common = 共有
compare-pair = { $one } 与 { $other }
compare-jaccard = 占任一方的 { $share }
compare-fields = 差异最大的维度
compare-no-field = 没有维度的分布不同
compare-cut = 未对比，因筛选已按此划分：{ $fields }
compare-note = 只说明差异所在，不说明原因。V：0 相同，1 毫无共同。
compare-open = 未结
