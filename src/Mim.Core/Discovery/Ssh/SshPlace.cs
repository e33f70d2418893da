namespace Mim.Core.Discovery.Ssh;

/// <summary>Where keys may lie on a machine, and what they are there.</summary>
/// <param name="Path">Of a file, or of a folder with a separator at the end.</param>
/// <param name="Role">Null when content and name tell.</param>
/// <param name="Account">Whose they are; null for those of the machine.</param>
internal sealed record SshPlace(string Path, SshKeyRole? Role, string? Account)
{
    /// <summary>Why sshd does not go by what is there; null when it does, or nobody knows.</summary>
    public string? Barred { get; init; }

    /// <summary>Of an authority: the names that its certificates may bear to let the account in; null for those that it says itself.</summary>
    public IReadOnlyList<string>? Principals { get; init; }

    /// <summary>Of an authority for all accounts: those that it does not let in.</summary>
    public IReadOnlyList<string> ExceptAccounts { get; init; } = [];
}
