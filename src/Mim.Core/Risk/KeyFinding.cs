namespace Mim.Core.Risk;

/// <summary>Something wrong with a public key.</summary>
/// <param name="Rule">Fixed name of the rule, for example <c>RsaTooShort</c>.</param>
/// <param name="IsFatal">Whether nothing may be issued for this key.</param>
/// <param name="Detail">What was found and what to do about it.</param>
public sealed record KeyFinding(string Rule, bool IsFatal, string Detail);
