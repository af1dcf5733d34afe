//! Holds how a text is opened in the reader's own editor, and how it comes back.
//!
//! The editor gets the terminal as the shell would give it: the other screen is left, lines can be typed, and nobody
//! here reads keys. It works on a file of its own, which only its owner can read. The loop goes on meanwhile without
//! drawing, so that what others do is known when the reader comes back. It is waited for on a thread of its own, for as
//! long as it takes; a request to end is heard, and carried out when the editor is done. Whatever cannot be used stays
//! in its file, which is then named: after a second request to end, or the end of the machine, the file is there too.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};
use std::sync::mpsc::Sender;
use std::thread::JoinHandle;

use tempfile::TempPath;

use super::session::Inbound;
use crate::i18n::{Locale, Msg};
use crate::model::Clean;

/// The most text that is taken back; no field holds as much.
const MAX_BYTES: u64 = 1 << 20;

/// What came of it.
#[derive(Debug, PartialEq, Eq)]
pub enum Returned {
    /// It reads like this now.
    Text(String),
    /// It reads as before.
    Unchanged,
    /// Nothing can be taken from it.
    Failed(Failure),
}

/// Why nothing can be taken from an editor.
#[derive(Debug, PartialEq, Eq)]
pub enum Failure {
    /// None is known.
    NoEditor,
    /// The text could not be written where an editor finds it.
    NotWritten(String),
    /// It could not be started.
    NotStarted(String),
    /// It ended as one that was left in anger.
    Ended {
        /// How.
        how: String,
        /// The file in which the text is, where it is another than before.
        kept: Option<PathBuf>,
    },
    /// What it left cannot be read.
    Unreadable {
        /// Why.
        why: String,
        /// Where it is.
        kept: PathBuf,
    },
}

impl Failure {
    /// Says it in the reader's words.
    pub(super) fn words(&self, locale: &Locale) -> Clean {
        let said = match self {
            Self::NoEditor => locale.t(Msg::EditorUnknown),
            Self::NotWritten(why) => said(locale, Msg::EditorNotWritten, why, None),
            Self::NotStarted(why) => said(locale, Msg::EditorNotStarted, why, None),
            Self::Ended { how, kept: None } => said(locale, Msg::EditorEnded, how, None),
            Self::Ended { how, kept } => said(locale, Msg::EditorEndedKept, how, kept.as_deref()),
            Self::Unreadable { why, kept } => said(locale, Msg::EditorUnreadable, why, Some(kept)),
        };
        Clean::from_string(said)
    }
}

fn said(locale: &Locale, message: Msg, why: &str, file: Option<&Path>) -> String {
    let file = file.map(|file| file.display().to_string());
    let mut args = vec![("why", why.into())];
    args.extend(file.as_deref().map(|file| ("file", file.into())));
    locale.t_args(message, &args)
}

/// A text that is open in an editor.
pub(super) struct Editing {
    before: String,
    file: TempPath,
    waiting: JoinHandle<io::Result<ExitStatus>>,
}

impl Editing {
    /// Writes the text down where an editor finds it.
    pub(super) fn draft(folder: &Path, name: &str, text: &str) -> io::Result<TempPath> {
        std::fs::create_dir_all(folder)?;
        let mut file = tempfile::Builder::new()
            .prefix(&format!("{name}-"))
            .suffix(".md")
            .tempfile_in(folder)?;
        file.write_all(text.as_bytes())?;
        // A last line without an end is one that editors complain about, or end by themselves.
        if !text.is_empty() && !text.ends_with('\n') {
            file.write_all(b"\n")?;
        }
        Ok(file.into_temp_path())
    }

    /// Starts the editor on a draft; the loop is told when it has ended.
    pub(super) fn begin(
        editor: &str,
        file: TempPath,
        before: String,
        sender: Sender<Inbound>,
    ) -> io::Result<Self> {
        // The command may have arguments, quotes and variables: a shell reads it, and gets the file as it is.
        let mut command = Command::new("/bin/sh");
        command
            .args(["-c", &format!("{editor} \"$@\""), editor])
            .arg(&file);
        let mut child = command.spawn()?;
        let waiting = std::thread::Builder::new()
            .name("editor".to_owned())
            .spawn(move || {
                let ended = child.wait();
                // Where the loop is gone, nobody waits for it.
                let _gone = sender.send(Inbound::EditorEnded);
                ended
            })?;
        Ok(Self {
            before,
            file,
            waiting,
        })
    }

    /// Takes the text back; where nobody can take it any more, it is kept, and the file is named.
    pub(super) fn end(self, keep: bool) -> (Returned, Option<PathBuf>) {
        let ended = self
            .waiting
            .join()
            .unwrap_or_else(|_| Err(io::Error::other("the editor was not waited for")));
        let after = read(&self.file);
        let same = matches!(&after, Ok(text) if *text == trimmed(&self.before));
        let how = match &ended {
            Ok(status) if status.success() => None,
            Ok(status) => Some(status.to_string()),
            Err(error) => Some(error.to_string()),
        };
        let used = how.is_none() && after.is_ok() && !keep;
        let kept = (!same && !used).then(|| kept(self.file)).flatten();
        let returned = match (how, after) {
            (Some(how), _) => Returned::Failed(Failure::Ended {
                how,
                kept: kept.clone(),
            }),
            (None, Err(why)) => Returned::Failed(Failure::Unreadable {
                why,
                kept: kept.clone().unwrap_or_default(),
            }),
            (None, Ok(_)) if same => Returned::Unchanged,
            (None, Ok(text)) => Returned::Text(text),
        };
        (returned, kept)
    }
}

/// Lets a file stay; says where it is.
fn kept(file: TempPath) -> Option<PathBuf> {
    match file.keep() {
        Ok(path) => Some(path),
        // It is there still, for what fails is only the forgetting.
        Err(error) => Some(error.path.to_path_buf()),
    }
}

/// What an editor has left: text, with line breaks as everywhere here.
fn read(file: &Path) -> Result<String, String> {
    let size = std::fs::metadata(file).map_err(|error| error.to_string())?;
    if size.len() > MAX_BYTES {
        return Err("it is longer than 1 MiB".to_owned());
    }
    let bytes = std::fs::read(file).map_err(|error| error.to_string())?;
    let text = String::from_utf8(bytes).map_err(|error| error.to_string())?;
    Ok(trimmed(&text))
}

/// A text without what editors add: a mark at its beginning, other line breaks, line breaks at its end.
fn trimmed(text: &str) -> String {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    text.replace("\r\n", "\n").trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::channel;

    fn edit(editor: &str, before: &str, keep: bool) -> (Returned, Option<PathBuf>, usize) {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("drafts");
        let file = Editing::draft(&folder, "note", before).unwrap();
        let (sender, ended) = channel();
        let editing = Editing::begin(editor, file, before.to_owned(), sender).unwrap();
        assert_eq!(ended.recv().unwrap(), Inbound::EditorEnded);
        let (returned, kept) = editing.end(keep);
        let left = std::fs::read_dir(&folder).unwrap().count();
        (returned, kept, left)
    }

    #[test]
    fn what_an_editor_leaves_comes_back_without_what_editors_add() {
        let editor = "printf '\\357\\273\\277One\\r\\ntwo\\n\\n' >";
        let text = Returned::Text("One\ntwo".to_owned());
        assert_eq!(edit(editor, "before", false), (text, None, 0));
        for (editor, before) in [("true", "before"), ("true", "two\nlines\n"), ("touch", "")] {
            let unchanged = (Returned::Unchanged, None, 0);
            assert_eq!(edit(editor, before, false), unchanged, "{editor}");
        }
    }

    #[test]
    fn a_command_may_have_arguments_and_a_file_any_name() {
        let editor = "sh -c 'printf %s \"$1 $0\" >\"$2\"' 'a b' --wait";
        let text = Returned::Text("--wait a b".to_owned());
        assert_eq!(edit(editor, "before", false).0, text);
    }

    #[test]
    fn a_text_that_is_not_used_stays_in_a_file_of_its_own() {
        let failing = "f() { echo after >\"$1\"; return 3; }; f";
        let (returned, kept, left) = edit(failing, "before", false);
        let how = "exit status: 3".to_owned();
        assert!(kept.is_some() && left == 1);
        assert_eq!(returned, Returned::Failed(Failure::Ended { how, kept }));
        let (returned, kept, left) = edit("printf 'a\\377' >", "before", false);
        assert!(matches!(
            returned,
            Returned::Failed(Failure::Unreadable { .. })
        ));
        assert!(kept.is_some() && left == 1);
        let (_, kept, left) = edit("echo after >", "before", true);
        assert!(kept.is_some() && left == 1, "somebody ended it meanwhile");
        let (_, kept, left) = edit("false", "before", true);
        assert!(kept.is_none() && left == 0, "it is as it was");
    }

    #[test]
    fn only_its_owner_reads_a_draft() {
        use std::os::unix::fs::PermissionsExt;
        let home = tempfile::tempdir().unwrap();
        let file = Editing::draft(home.path(), "note", "x").unwrap();
        let mode = std::fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "x\n");
    }
}
