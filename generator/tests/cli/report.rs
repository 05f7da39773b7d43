//! `--report json`.

use serde_json::Value;

use super::PETS;
use super::folder::Folder;

#[test]
fn a_report_is_one_object_a_line() {
    let folder =
        Folder::described(&PETS.replace("description: A pet.", "description: A pet., x-a: 1"));
    let run = folder.run(&["generate", "--report", "json"]);
    let report: Value = serde_json::from_str(&run.succeeds().out).expect("JSON");
    assert_eq!(report["version"], 2);
    assert_eq!(report["crate"], "pets");
    assert_eq!(
        report["operations"][0],
        serde_json::json!({"method": "GET", "path": "/pets/{pet}", "function": "Pets::retrieve"})
    );
    assert!(report["files"]["added"].as_u64() > Some(100), "{report}");
    assert!(
        report["timings_ms"]["render"].as_f64() > Some(0.0),
        "{report}"
    );
}

#[test]
fn what_is_left_out_is_told_with_its_place() {
    let odd = "  /odd: {get: {responses: {'200': {description: Odd., content: {application/json: {schema: {allOf: [{type: string}, {type: array, items: {type: string}}]}}}}}}}\ncomponents:\n";
    let folder = Folder::described(&PETS.replace("components:\n", odd));
    let run = folder.run(&["generate", "--report", "json", "--keep-going"]);
    let report: Value = serde_json::from_str(&run.succeeds().out).expect("JSON");
    let warnings = report["warnings"].as_array().expect("warnings");
    let left = warnings
        .iter()
        .find(|one| one["code"] == "operation-left-out")
        .expect("it is told");
    assert_eq!(left["file"], "pets.yaml");
    assert!(left["line"].as_u64() > Some(10), "{left}");
    assert!(
        left["pointer"]
            .as_str()
            .is_some_and(|at| at.contains("/paths/~1odd")),
        "{left}"
    );
}

#[test]
fn check_tells_programs_what_is_not_up_to_date() {
    let folder = Folder::described(PETS);
    folder.run(&["generate"]).succeeds();
    let run = folder.run(&["check", "--report", "json", "--timings"]);
    let report: Value = serde_json::from_str(&run.succeeds().out).expect("JSON");
    assert_eq!(report["changes"], serde_json::json!([]));
    assert_eq!(report["written"], false);
    folder.put("pets/src/lib.rs", "// Mine.\n");
    let run = folder.run(&["check", "--report", "json"]);
    let report: Value = serde_json::from_str(&run.fails(1).out).expect("JSON");
    let edited = serde_json::json!([{"path": "pets/src/lib.rs", "what": "edited"}]);
    assert_eq!(report["changes"], edited);
    assert_eq!(report["files"]["changed"], 1);
}

/// Whatever else there is to say, a program reads the answer from the standard output.
#[test]
fn remarks_are_no_part_of_a_report() {
    let folder = Folder::described(PETS);
    folder.run(&["generate"]).succeeds();
    std::fs::create_dir(folder.path(".pets.form-codegen")).expect("a folder");
    let run = folder.run(&["generate", "--report", "json", "--timings"]);
    let report = serde_json::from_str::<Value>(&run.succeeds().out);
    assert!(report.is_ok(), "{}", run.out);
    assert!(run.err.contains("put in order"), "{}", run.err);
}

/// What the schema requires is what a report has.
#[test]
fn the_schema_describes_the_report() {
    let schema = include_str!("../../src/cli/generate/report.schema.json");
    let schema: Value = serde_json::from_str(schema).expect("JSON");
    let folder = Folder::described(PETS);
    let run = folder.run(&["generate", "--report", "json"]);
    let report: Value = serde_json::from_str(&run.succeeds().out).expect("JSON");
    let names = |value: &Value| -> Vec<String> {
        let mut names: Vec<String> = value
            .as_object()
            .into_iter()
            .flatten()
            .map(|(name, _)| name.clone())
            .collect();
        names.sort();
        names
    };
    assert_eq!(names(&report), names(&schema["properties"]));
    let operation = &schema["properties"]["operations"]["items"]["properties"];
    assert_eq!(names(&report["operations"][0]), names(operation));
}
