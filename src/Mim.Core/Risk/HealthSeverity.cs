namespace Mim.Core.Risk;

/// <summary>How much a finding matters, from what is worth knowing to what lets anybody in today.</summary>
public enum HealthSeverity
{
    /// <summary>Worth knowing; nothing to do.</summary>
    Info,

    /// <summary>Mend it with the next renewal.</summary>
    Low,

    /// <summary>Mend it soon: programs refuse it, or will.</summary>
    Medium,

    /// <summary>Mend it now: it fails, or an attacker with means breaks it.</summary>
    High,

    /// <summary>Whoever looks has the private key: replace it and treat what it guarded as known.</summary>
    Critical,
}
