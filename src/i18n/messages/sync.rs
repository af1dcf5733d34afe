//! Holds the names of the messages of `sync.ftl`, and nothing else.

macro_rules! sync {
    ([$($named:tt)*] $($rest:ident)*) => {
        gather! { [
            $($named)*
            SittingCapNow = "sitting-cap-now",
            SittingCapYear = "sitting-cap-year",
            SittingOutTimes = "sitting-out-times",
            SittingSpreadHead = "sitting-spread-head",
            SittingSpreadNobody = "sitting-spread-nobody",
            SittingSpreadPart = "sitting-spread-part",
            SittingRevalued = "sitting-revalued",
            SittingRevaluedNote = "sitting-revalued-note",
            MeetingFigureBrief = "meeting-figure-brief",
            MeetingNewPages = "meeting-new-pages",
            MeetingReading = "meeting-reading",
            MeetingReadingPlace = "meeting-reading-place",
            WhyMeetingReading = "why-meeting-reading",
            HintMeetingLeads = "hint-meeting-leads",
            SittingFbClock = "sitting-fb-clock",
            SittingFbClockNote = "sitting-fb-clock-note",
            SittingHours = "sitting-hours",
            SittingDays = "sitting-days",
            TodayReply = "today-reply",
            TodayReplied = "today-replied",
            TodayDoesReply = "today-does-reply",
            TodayDoesRead = "today-does-read",
            TodayRead = "today-read",
            TodayUnread = "today-unread",
            LeftDays = "left-days",
            AgoDays = "ago-days",
            SettingReply = "setting-reply",
        ] $($rest)* }
    };
}
