//! A file of another language's system is brought in on the screen, and a path that was mistyped.

use fiveply::i18n::Language;
use fiveply::ui::Route;

use super::import::Place;

const ABROAD: &str = "客户,产品,金额,阶段,负责人\n\
    东方机械有限公司,数控机床,100,意向,李强\n\
    长江包装,包装线,50,赢单,李强\n\
    上海化工,阀门,20,输单,赵敏\n\
    北京精密仪器,光谱仪,20,谈判中,赵敏\n\
    ,磨床,5,赢单,李强\n";

#[test]
fn stages_that_mean_the_same_everywhere_lead_somewhere_in_other_languages_too() {
    let place = Place::new(ABROAD);
    let mut driver = place.opened((120, 36), Language::Chinese);
    let text = driver.text();
    for (word, name) in [("意向", "有意向"), ("赢单", "赢单"), ("输单", "输单")] {
        let line = format!("  {word}");
        let line = text.lines().find(|it| it.starts_with(&format!(" {line}")));
        assert!(
            line.is_some_and(|it| it.matches(name).count() > 0 && !it.contains("尚未")),
            "{text}"
        );
    }
    // What only this house means by its word is asked.
    let own = text.lines().find(|it| it.starts_with("   谈判中")).unwrap();
    assert!(own.contains("尚未指定"), "{text}");
    // The first rows name the layer as the screen does, and so are lists divided.
    assert!(!text.contains("intent"), "{text}");
    driver.press(&["d"]);
    let text = driver.text();
    // A row without a company is called by its product, not by its owner.
    assert!(text.contains("第 6 行  磨床"), "{text}");
    assert!(text.contains("2 名用户、4 个产品、3 个客户"), "{text}");
}

#[test]
fn a_layer_of_the_houses_own_name_goes_before_what_others_mean_by_it() {
    let place = Place::new(ABROAD);
    let mut settings = place.at(Route::Settings, (120, 36), Language::English);
    settings.press(&["l", "j", "Enter", "text:意向", "Enter"]);
    let driver = place.opened((120, 36), Language::Chinese);
    let text = driver.text();
    let line = text.lines().find(|it| it.starts_with("   意向")).unwrap();
    assert!(!line.contains("有意向"), "{text}");
}

#[test]
fn a_path_that_could_not_be_read_is_there_to_be_written_better() {
    let place = Place::new(ABROAD);
    let mut driver = place.screen((80, 24), Language::English);
    let path = format!("text:{}", place.path("lead.csv").display());
    driver.press(&[&path, "Enter"]);
    assert!(driver.text().contains("can’t be read"), "{}", driver.text());
    driver.press(&[
        "o",
        "Backspace",
        "Backspace",
        "Backspace",
        "Backspace",
        "text:s.csv",
        "Enter",
    ]);
    assert!(driver.text().contains("becomes"), "{}", driver.text());
    // Once it was read, the next file is asked for in its folder.
    driver.press(&["o"]);
    assert!(driver.text().contains("leads.csv"), "{}", driver.text());
    let folder = place.path("").display().to_string();
    let line = driver
        .text()
        .lines()
        .find(|it| it.contains(&folder))
        .map(str::trim_end)
        .map(str::to_owned);
    assert!(
        line.is_some_and(|it| it.ends_with('/')),
        "{}",
        driver.text()
    );
}
