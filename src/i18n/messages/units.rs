//! Holds the names of the messages of `units.ftl`, and nothing else.

macro_rules! units {
    ([$($named:tt)*] $($rest:ident)*) => {
        gather! { [
            $($named)*
            UnitDays = "unit-days",
            UnitYears = "unit-years",
            DayYesterday = "day-yesterday",
            DayToday = "day-today",
            DayTomorrow = "day-tomorrow",
            WeekdayMon = "weekday-mon",
            WeekdayTue = "weekday-tue",
            WeekdayWed = "weekday-wed",
            WeekdayThu = "weekday-thu",
            WeekdayFri = "weekday-fri",
            WeekdaySat = "weekday-sat",
            WeekdaySun = "weekday-sun",
            MonthJan = "month-jan",
            MonthFeb = "month-feb",
            MonthMar = "month-mar",
            MonthApr = "month-apr",
            MonthMay = "month-may",
            MonthJun = "month-jun",
            MonthJul = "month-jul",
            MonthAug = "month-aug",
            MonthSep = "month-sep",
            MonthOct = "month-oct",
            MonthNov = "month-nov",
            MonthDec = "month-dec",
        ] $($rest)* }
    };
}
