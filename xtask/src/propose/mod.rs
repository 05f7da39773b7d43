//! `cargo xtask propose`: a change with the vendor's current document.
//!
//! In: the address in `SPEC_ADDRESS`. Out: a branch with a commit, and a pull request. What always holds: what is fetched
//! comes over https, is bounded in time and size, and never meets a token: only `gh` and the push see one; no token is
//! printed; a document that was proposed once is not proposed again, whatever became of it; nothing is pushed to a branch
//! that is there.

mod address;
mod command;

use std::env;
use std::path::PathBuf;

use address::{Address, VARIABLE};
use command::{Line, fetch, output, print, run_line};

use form_codegen::cli::arguments::UpdateArgs;
use form_codegen::cli::input::InputFile;
use form_codegen::cli::output::manifest::sha256;
use form_codegen::cli::project::Project;
use form_codegen::cli::session::Session;
use form_codegen::cli::update::{self, NewDocument, Proposal};

use crate::arguments::ProposeArgs;

/// How many bytes a description of a pull request may have; GitHub takes 65,536 characters.
const LONGEST_BODY: usize = 60_000;

/// What to do where the host opens no pull request.
const NOT_OPENED: &str = "the branch is pushed, and the next run opens the pull request; on GitHub, the setting \"Allow GitHub \
                          Actions to create and approve pull requests\" (Settings, Actions, General) is off at first";

/// Who commits where git knows nobody: the account of GitHub's own workflows.
const BOT: [&str; 4] = [
    "-c",
    "user.name=github-actions[bot]",
    "-c",
    "user.email=41898282+github-actions[bot]@users.noreply.github.com",
];

/// Fetches the document, and proposes what `update` makes of it.
pub fn run(session: &Session, project: &Project, options: &ProposeArgs) -> Result<bool, String> {
    let root = project.root.as_path();
    let address = env::var(VARIABLE).ok().filter(|text| !text.is_empty());
    let address = address.map(|text| {
        Address::parse(&text).map_err(|why| format!("error: {VARIABLE} can't be used: {why}"))
    });
    let address = address.transpose()?;
    if options.dry_run {
        dry_run(address.as_ref());
        return Ok(true);
    }
    let address = address.ok_or_else(|| {
        format!("error: {VARIABLE} is not set\n  = help: set it to where the vendor publishes the document, `https://…`")
    })?;
    let status = output(&status(), root)?;
    if !status.trim().is_empty() {
        return Err(format!(
            "error: the checkout holds changes, which would be proposed as well:\n{status}"
        ));
    }
    let document = fetch(&address)?;
    let branch = branch(&sha256(&document));
    let known = output(&known(&branch), root)?;
    if let Some(known) = known.lines().next() {
        crate::say!("this document was proposed already: {known}");
        return Ok(true);
    }
    // An earlier run may have pushed, and failed to open the pull request.
    let is_pushed = !output(&pushed(&branch), root)?.trim().is_empty();
    let update = UpdateArgs {
        document: PathBuf::from("-"),
        krate: None,
        origin: Some(address.to_string()),
        drop: true,
        dry_run: is_pushed,
    };
    let document = InputFile {
        name: project.of.document.clone(),
        bytes: document,
    };
    let new = NewDocument::in_place_of(document, project);
    let Some(proposal) = update::take(&new, project, session, &update)? else {
        return Ok(true);
    };
    let title = title(&proposal);
    let body = body(&proposal, &address, is_pushed);
    if !is_pushed {
        let has_author = output(&author(), root).is_ok_and(|email| !email.trim().is_empty());
        for line in commit_and_push(&branch, &title, has_author) {
            run_line(&line, root)?;
        }
    }
    let opened = run_line(&open(&branch, &title, &body), root);
    opened.map_err(|error| format!("{error}\n  = help: {NOT_OPENED}"))?;
    Ok(true)
}

/// Prints what would be run.
fn dry_run(address: Option<&Address>) {
    let shown = address.map_or_else(|| format!("\"${VARIABLE}\""), Address::to_string);
    let branch = branch("DIGEST");
    let update = format!("cargo xtask update - --drop --origin {shown}");
    let read = [
        status(),
        command::curl(&shown),
        known(&branch),
        pushed(&branch),
    ];
    for line in read {
        crate::say!("{}", print(&line));
    }
    crate::say!("{update}");
    let mut lines = commit_and_push(&branch, "TITLE", false);
    lines.push(open(&branch, "TITLE", "BODY"));
    for line in lines {
        crate::say!("{}", print(&line));
    }
}

fn branch(digest: &str) -> String {
    format!("document/{}", digest.get(..12).unwrap_or(digest))
}

/// What is not committed.
fn status() -> Line {
    Line::plain(["git", "status", "--porcelain"])
}

/// Who commits.
fn author() -> Line {
    Line::plain(["git", "config", "user.email"])
}

/// Where the branch was proposed, be it open or closed.
fn known(branch: &str) -> Line {
    Line::trusted([
        "gh", "pr", "list", "--state", "all", "--head", branch, "--json", "url", "--jq", ".[].url",
    ])
}

/// git, as it asks the host of the repository.
fn git<'a>(words: impl IntoIterator<Item = &'a str>) -> Line {
    let helper = [
        "git",
        "-c",
        "credential.helper=",
        "-c",
        "credential.helper=!gh auth git-credential",
    ];
    Line::trusted(helper.into_iter().chain(words))
}

/// The branch, if the host has it.
fn pushed(branch: &str) -> Line {
    git(["ls-remote", "origin", &format!("refs/heads/{branch}")])
}

/// From the files that `update` wrote to a branch of the host.
fn commit_and_push(branch: &str, title: &str, has_author: bool) -> Vec<Line> {
    let author: &[&str] = if has_author { &[] } else { &BOT };
    let mut commit = vec!["git"];
    commit.extend(author);
    commit.extend(["commit", "--quiet", "--message", title]);
    vec![
        Line::plain(["git", "switch", "--quiet", "--create", branch]),
        Line::plain(["git", "add", "--all"]),
        Line::plain(commit),
        git([
            "push",
            "--quiet",
            "origin",
            &format!("HEAD:refs/heads/{branch}"),
        ]),
    ]
}

/// Opens the pull request.
fn open(branch: &str, title: &str, body: &str) -> Line {
    Line::trusted([
        "gh", "pr", "create", "--head", branch, "--title", title, "--body", body,
    ])
}

fn title(proposal: &Proposal) -> String {
    let (before, after) = (&proposal.before.version, &proposal.after);
    if *before == after.version {
        "The vendor's current document: nothing changes for users".to_owned()
    } else {
        format!(
            "The vendor's current document: {} {}",
            after.name, after.version
        )
    }
}

/// What a person reads first comes first: the changes are the longest, and are cut off if need be.
fn body(proposal: &Proposal, address: &Address, is_pushed: bool) -> String {
    let mut text = format!(
        "`cargo xtask update` with {address}. What is left to do stands in the README, \"When the document changes\".\n\n\
         Checks start once this is closed and opened again: GitHub starts none for what its own token opens.\n\n"
    );
    if is_pushed {
        text += "An earlier run pushed the branch and could not open this: what follows compares the document with what \
                 is here now, and where that has changed since, the branch has to be made again.\n\n";
    }
    if !proposal.gone.is_empty() {
        text += "Taken out of the overlays, as the document leaves them nothing to do; where the vendor only moved \
                 something, they have to come back with another target:\n\n";
        let gone = proposal.gone.iter();
        text.extend(gone.map(|gone| format!("- `{}`\n", gone.line().replace('`', "'"))));
        text.push('\n');
    }
    text += &proposal.changed.report.to_markdown();
    if text.len() > LONGEST_BODY {
        let end = (0..=LONGEST_BODY)
            .rev()
            .find(|end| text.is_char_boundary(*end));
        text.truncate(end.unwrap_or(0));
        text += "\n\n… and more, which CHANGELOG.md has.\n";
    }
    text
}
