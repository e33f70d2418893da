namespace Mim.Core.Risk;

/// <summary>Something wrong with a key or a certificate.</summary>
/// <param name="Rule">Fixed name of the rule, for example <c>RsaTooShort</c>.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Detail">What was found: a clause without a full stop.</param>
/// <param name="Advice">What to do about it: a clause without a full stop.</param>
public sealed record HealthFinding(string Rule, HealthSeverity Severity, string Detail, string Advice)
{
    /// <summary>Whether nothing is issued for a key found so: from <see cref="HealthSeverity.High"/> on.</summary>
    public bool ForbidsIssuing => Severity >= HealthSeverity.High;

    public override string ToString() => $"{Severity} {Rule}: {Detail}; {Advice}";
}
