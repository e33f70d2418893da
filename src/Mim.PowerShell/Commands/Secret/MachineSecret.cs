using System.Management.Automation;
using System.Security;

using Mim.Core.Identities;

namespace Mim.PowerShell.Commands;

/// <summary>One version of a secret, with its value where that was read. Times are UTC.</summary>
public sealed class MachineSecret
{
    internal MachineSecret(MachineIdentity identity, CredentialVersion version, SecureString? secret)
    {
        Name = identity.Name;
        IdentityId = identity.Id;
        Version = version.Number;
        UserName = version.Subject;
        Status = version.State;
        StatusReason = version.StateReason;
        NotBefore = version.NotBefore;
        NotAfter = version.NotAfter;
        DueAt = version.DueAt;
        CreatedAt = version.CreatedAt;
        Secret = secret;
    }

    public string Name { get; }

    public Guid IdentityId { get; }

    /// <summary>1 for the first.</summary>
    public int Version { get; }

    /// <summary>The account that it opens.</summary>
    public string? UserName { get; }

    public VersionState Status { get; }

    public string? StatusReason { get; }

    public DateTimeOffset? NotBefore { get; }

    public DateTimeOffset? NotAfter { get; }

    public DateTimeOffset? DueAt { get; }

    public DateTimeOffset CreatedAt { get; }

    /// <summary>Null in a list of versions.</summary>
    public SecureString? Secret { get; }

    /// <summary>User name and secret together; null where one of them is missing.</summary>
    public PSCredential? Credential => UserName is null || Secret is null ? null : new PSCredential(UserName, Secret);

    public override string ToString() => Name;
}
