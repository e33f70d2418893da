using Mim.Core.Sealing;

namespace Mim.Core.Discovery.Ssh;

/// <summary>A password to log in with.</summary>
/// <param name="Name">Of its identity, for people.</param>
/// <param name="VersionId">Of the password.</param>
/// <param name="Open">The password in UTF-8, which the caller disposes; reading it is on record first.</param>
public sealed record SshPasswordCredential(string Name, Guid VersionId, Func<KeyMaterial> Open) : SshCredential(Name, VersionId)
{
    /// <summary>The account that it opens; null when the secret does not say.</summary>
    public string? User { get; init; }

    /// <summary>Why it is of no use where a transport logs in with keys only.</summary>
    public MimException Unsupported(string host) => new(
        MimErrorCause.Unsupported,
        $"{host} cannot be logged in to with the password '{Name}': that needs a module of the full build, with SSH.NET (build.ps1 -Feed full). Log in with a key, or use that build.",
        host);

    public bool Equals(SshPasswordCredential? other) => other is not null && VersionId == other.VersionId && User == other.User;

    public override int GetHashCode() => HashCode.Combine(VersionId, User);
}
