//! Thresholds that others have published, for whoever moves from there or wants to compare.

use super::{Stage, StageRules};

/// A named set of thresholds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Preset {
    /// What a program file is suggested where it does not say.
    #[default]
    Standard,
    /// Emarsys, "Customer lifecycle", help article 115004676529: first-time and active to day 90, defecting to day
    /// 365, inactive after it.
    Emarsys,
    /// Ometria, help article 7000054784: active to day 182, at risk before day 385, lapsed from it.
    Ometria,
}

impl Preset {
    /// Its thresholds. The published schemes know neither loyal nor won back.
    #[must_use]
    pub const fn rules(self) -> StageRules {
        let none = StageRules {
            new_days: -1,
            active_days: 90,
            at_risk_days: 365,
            loyal_purchase_days: u32::MAX,
            loyal_within_days: 0,
            won_back_days: -1,
            ambassador_friends: 0,
        };
        match self {
            Self::Standard => StageRules {
                new_days: 45,
                loyal_purchase_days: 4,
                loyal_within_days: 365,
                won_back_days: 60,
                ambassador_friends: 1,
                ..none
            },
            Self::Emarsys => StageRules { new_days: 90, ..none },
            Self::Ometria => StageRules { active_days: 182, at_risk_days: 384, ..none },
        }
    }

    /// What the scheme calls a stage.
    #[must_use]
    pub fn name(self, stage: Stage) -> &'static str {
        match (self, stage) {
            (Self::Standard, stage) => stage.name(),
            (Self::Emarsys | Self::Ometria, Stage::Prospect) => "lead",
            (Self::Emarsys, Stage::New) => "first_time",
            (Self::Emarsys, Stage::AtRisk) => "defecting",
            (Self::Emarsys, Stage::Lapsed) => "inactive",
            (Self::Ometria, Stage::AtRisk | Stage::Lapsed) => stage.name(),
            (_, Stage::New | Stage::Active | Stage::Loyal | Stage::WonBack) => "active",
        }
    }
}
