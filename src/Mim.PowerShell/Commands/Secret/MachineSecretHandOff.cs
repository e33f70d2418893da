using System.Security;

using Mim.Core.Vault;

namespace Mim.PowerShell.Commands;

/// <summary>A secret that waits to be received once, and the token that fetches it. Times are UTC.</summary>
public sealed class MachineSecretHandOff
{
    internal MachineSecretHandOff(HandOffTicket ticket, SecureString token)
    {
        Name = ticket.Identity.Name;
        IdentityId = ticket.Identity.Id;
        Version = ticket.Version.Number;
        HandOffId = ticket.HandOff.Id;
        CreatedBy = ticket.HandOff.CreatedBy;
        CreatedAt = ticket.HandOff.CreatedAt;
        ExpiresAt = ticket.HandOff.ExpiresAt;
        Token = token;
    }

    /// <summary>Of the secret.</summary>
    public string Name { get; }

    public Guid IdentityId { get; }

    /// <summary>Of the secret, 1 for the first.</summary>
    public int Version { get; }

    /// <summary>By which the audit names it.</summary>
    public Guid HandOffId { get; }

    public string CreatedBy { get; }

    public DateTimeOffset CreatedAt { get; }

    public DateTimeOffset ExpiresAt { get; }

    /// <summary>For the receiver; the store does not have it.</summary>
    public SecureString Token { get; }

    public override string ToString() => Name;
}
