//! STUB
use crate::api::Docs;
/// d
pub struct LinkBase;
impl LinkBase { 
/// d
pub fn new(_: Option<&str>) -> Self { Self } }
/// d
pub fn markdown(t:&str,_:&LinkBase)->Docs { Docs(t.lines().map(|l| l.trim_end().to_owned()).collect()) }
