//! Holds the names of the messages of `meeting.ftl`, and nothing else.

macro_rules! meeting {
    ([$($named:tt)*] $($rest:ident)*) => {
        gather! { [
            $($named)*
            ScreenMeeting = "screen-meeting",
            ContextMeeting = "context-meeting",
            ActGoMeeting = "act-go-meeting",
            ActMeetingNext = "act-meeting-next",
            ActMeetingPrevious = "act-meeting-previous",
            ActMeetingClock = "act-meeting-clock",
            HintMeetingPage = "hint-meeting-page",
            HintMeetingClock = "hint-meeting-clock",
            MeetingNow = "meeting-now",
            MeetingSame = "meeting-same",
            MeetingChange = "meeting-change",
            MeetingDays = "meeting-days",
            MeetingPlace = "meeting-place",
            MeetingNext = "meeting-next",
            MeetingTopic = "meeting-topic",
            MeetingFigure = "meeting-figure",
            MeetingMinutes = "meeting-minutes",
            MeetingLine = "meeting-line",
        ] $($rest)* }
    };
}
