namespace Mim.Core.Accounts;

/// <summary>
/// PowerShell scripts for an account of a system that nothing here knows. Each declares <c>$Credential</c>, and <c>$Administrator</c> and
/// <c>$Server</c> where it wants them. Never a secret: they are kept in clear.
/// </summary>
/// <param name="Change">Gives the account the password of <c>$Credential</c>.</param>
/// <param name="Prove">Logs in with <c>$Credential</c>, and says by <c>$true</c> or <c>$false</c> whether that was let in.</param>
public sealed record AccountScripts(string Change, string Prove)
{
    /// <summary>Gives the account the password that it had before, in <c>$Credential</c>; null where <see cref="Change"/> does.</summary>
    public string? TakeBack { get; init; }
}
