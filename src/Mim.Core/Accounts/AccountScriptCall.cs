namespace Mim.Core.Accounts;

/// <summary>One run of a script with a password.</summary>
/// <param name="Script">Its text.</param>
/// <param name="Account">The account and the password. Stays the caller's.</param>
/// <param name="Administrator">Who changes it; null for whoever runs the script. Stays the caller's.</param>
/// <param name="Server">What was said of where the account is.</param>
/// <param name="Timeout">How long it may take.</param>
public sealed record AccountScriptCall(string Script, AccountCredential Account, AccountCredential? Administrator, string Server, TimeSpan Timeout);
