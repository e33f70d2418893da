using Mim.Core.Identities;

namespace Mim.Core.Discovery;

/// <summary>What an import did with one credential.</summary>
public sealed record ImportResult(MachineIdentity Identity, ImportAction Action, string Source)
{
    public Guid IdentityId => Identity.Id;

    /// <summary>Name of the identity that was at that place before; null for none.</summary>
    public string? Replaced { get; init; }
}
