//! What can't be compared says so: what is wrong, where, and what to do.

use std::io::Write as _;
use std::process::Stdio;

use crate::repository::Repository;
use crate::workspace::{DOCUMENT, Workspace, stderr, stdout};
use crate::{SPEC, ends, without_toys};

#[test]
fn what_is_neither_file_nor_revision_is_refused() {
    let Some(repository) = Repository::new() else {
        return;
    };
    let said = [
        "error: `nothing` is no file, and no revision",
        "git knows no revision `nothing` here",
    ];
    ends(&repository, &["nothing"], 2, &said);
    ends(&repository, &["HEAD", "--output=x"], 2, &["--output"]);
    ends(
        &repository,
        &["--", "--output=x"],
        2,
        &["`--output=x` is no file, and no revision"],
    );
    ends(
        &repository,
        &["HEAD:spec"],
        2,
        &["`HEAD:spec` is no file, and no revision"],
    );
    ends(
        &repository,
        &["spec"],
        2,
        &["error: spec is a folder: name a document in it"],
    );
    // Both are said.
    ends(
        &repository,
        &["nothing", "nowhere"],
        2,
        &["`nothing` is no file", "`nowhere` is no file"],
    );
}

/// One of the two can be the standard input.
#[test]
fn the_standard_input_is_compared_and_named_so() {
    let Some(repository) = Repository::new() else {
        return;
    };
    let run = |words: &[&str], text: &str| {
        let words = [&["spec-diff"], words].concat();
        let mut command = repository.workspace.command(&words);
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
        child
            .stdin
            .take()
            .unwrap()
            .write_all(text.as_bytes())
            .unwrap();
        let output = child.wait_with_output().unwrap();
        (output.status.code(), stdout(&output) + &stderr(&output))
    };
    repository.workspace.put("own.yaml", DOCUMENT);
    let document = without_toys();
    for words in [["own.yaml", "-"], ["-", "own.yaml"]] {
        let (code, said) = run(&words, &document);
        assert_eq!(code, Some(0), "{said}");
        assert!(
            said.contains("<stdin>") && said.contains("/toys/{toy}"),
            "{said}"
        );
    }
    let (code, said) = run(&["own.yaml", "-"], "{");
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("<stdin>:"), "{said}");
    ends(
        &repository,
        &["-", "-"],
        2,
        &["only one of BASE and NEW can be `-`"],
    );
}

#[test]
fn without_git_there_are_no_revisions() {
    let workspace = Workspace::generated();
    let run = |arguments: &[&str], path: Option<&str>| {
        let mut command = workspace.command(arguments);
        // Of a repository around the temporary folder, nothing is to be seen.
        command.env("GIT_CEILING_DIRECTORIES", workspace.path("../.."));
        if let Some(path) = path {
            command.env("PATH", path);
        }
        let output = command.output().unwrap();
        (output.status.code(), stdout(&output) + &stderr(&output))
    };
    let (code, text) = run(&["spec-diff", "HEAD"], Some(""));
    assert_eq!(code, Some(2));
    assert!(
        text.contains("`HEAD` is no file, and no revision\n  = note: can't run git: "),
        "{text}"
    );
    let (code, text) = run(&["spec-diff", "HEAD"], None);
    assert_eq!(code, Some(2));
    assert!(
        text.contains("`HEAD` is no file, and no revision"),
        "{text}"
    );
    let (code, text) = run(&["spec-diff", SPEC], Some(""));
    assert_eq!(code, Some(0), "{text}");
}

#[test]
fn faults_of_both_documents_are_said_in_one_run() {
    let Some(repository) = Repository::new() else {
        return;
    };
    let workspace = &repository.workspace;
    workspace.put(
        SPEC,
        &DOCUMENT.replace("schema: {type: string}", "schema: {type: strong}"),
    );
    repository.commit();
    workspace.put(SPEC, &format!("{DOCUMENT}  /odd: 1\n"));
    workspace.put("spec/allowed-changes.yaml", "allow: 1\n");
    let text = ends(
        &repository,
        &["HEAD"],
        2,
        &[
            " --> HEAD:spec/stripe-disputes-api-openapi.yml:7:",
            "error: HEAD can't be compared: what is wrong with it stands above\n",
            " --> spec/stripe-disputes-api-openapi.yml:13:",
            "error: the working tree can't be compared",
            " --> spec/allowed-changes.yaml:1:",
        ],
    );
    assert!(!text.contains("nothing differs"), "{text}");
}

/// A new document is looked at before the overlays are mended.
#[test]
fn what_overlays_do_not_fit_hides_nothing_else() {
    let Some(repository) = Repository::new() else {
        return;
    };
    let renamed = DOCUMENT
        .replace("/pets/{pet}", "/animals/{animal}")
        .replace("name: pet,", "name: animal,");
    repository.workspace.put(SPEC, &renamed);
    let torn = "\nerror: overlays do not fit the working tree, as said above";
    let said = [
        "error[overlay-no-match]: action 1 matches nothing",
        " --> spec/overlays/10-own.yaml:4:13",
        "  operation-path-changed ",
        torn,
    ];
    ends(
        &repository,
        &["HEAD", "--fail-on", "wire=breaking"],
        2,
        &said,
    );
    repository.commit();
    let torn = "\nerror: overlays do not fit HEAD, as said above";
    ends(
        &repository,
        &["HEAD", "HEAD~1"],
        2,
        &[torn, "  operation-path-changed "],
    );
}

/// What overlays had not to say then keeps nobody from comparing now.
#[test]
fn what_a_revision_adds_without_a_word_is_compared() {
    let Some(repository) = Repository::new() else {
        return;
    };
    let workspace = &repository.workspace;
    let more = |word: &str| {
        let query = "[{name: size, in: query, schema: {type: string}}]";
        format!(
            "overlay: 1.1.0\ninfo: {{title: More, version: '1'}}\nactions:\n  - target: $.paths['/pets/{{pet}}'].get.parameters\n    update: {query}\n{word}"
        )
    };
    workspace.put("spec/overlays/20-more.yaml", &more(""));
    repository.commit();
    workspace.put("spec/overlays/20-more.yaml", &more("    x-create: true\n"));
    let note =
        "note: what overlays of HEAD add without `x-create` (counted: 1) is compared as it is";
    let text = ends(&repository, &["HEAD"], 0, &[note, "nothing differs"]);
    assert!(!text.contains("error"), "{text}");
}

#[test]
fn a_revision_without_a_document_is_refused() {
    let Some(repository) = Repository::new() else {
        return;
    };
    assert!(repository.git(&["rm", "--quiet", "--cached", SPEC]));
    assert!(repository.git(&["commit", "--quiet", "--message", "a"]));
    ends(
        &repository,
        &["HEAD"],
        2,
        &["error: HEAD has no spec/stripe-disputes-api-openapi.yml"],
    );
    // A tree without it, too.
    std::fs::remove_file(repository.workspace.path(SPEC)).unwrap();
    ends(&repository, &["HEAD~1"], 2, &["there is no", SPEC]);
}

#[test]
fn what_can_not_be_expressed_is_left_out_if_asked_for() {
    let Some(repository) = Repository::new() else {
        return;
    };
    let odd = "  /odd: {get: {responses: {'200': {description: Odd., content: {application/json: {schema: {allOf: [{type: string}, {type: array, items: {type: string}}]}}}}}}}\n";
    repository.workspace.put(SPEC, &format!("{DOCUMENT}{odd}"));
    ends(
        &repository,
        &["HEAD"],
        2,
        &["error[", "the working tree can't be compared"],
    );
    ends(
        &repository,
        &["HEAD", "--keep-going"],
        0,
        &["nothing differs", "warning["],
    );
}

#[test]
fn what_the_lock_says_besides_is_told() {
    let Some(repository) = Repository::new() else {
        return;
    };
    let workspace = &repository.workspace;
    let lock = workspace.text("spec/lock.json");
    let version = form_codegen::VERSION;
    workspace.put(
        "spec/lock.json",
        &lock.replace(
            &format!("\"generator\": \"{version}\""),
            "\"generator\": \"0.0.1\"",
        ),
    );
    repository.commit();
    let note = "note: the crate of HEAD was made by version 0.0.1 of the generator";
    let text = ends(&repository, &["HEAD"], 0, &[note, "nothing differs"]);
    assert!(!text.contains("not up to date"), "{text}");
    workspace.put("spec/guide/10-toys.md", "# Toys\n\nThere are some.\n");
    let guide = "note: chapters of the guide differ, too: git shows how";
    ends(&repository, &["HEAD"], 0, &[guide, "nothing differs"]);
    repository.commit();
    let text = ends(&repository, &["HEAD"], 0, &["nothing differs"]);
    assert!(!text.contains(guide), "{text}");
    workspace.put("spec/lock.json", "{");
    ends(
        &repository,
        &["HEAD"],
        0,
        &["spec/lock.json of the working tree can't be read"],
    );
}
