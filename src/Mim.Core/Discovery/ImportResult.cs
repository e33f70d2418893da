using Mim.Core.Identities;

namespace Mim.Core.Discovery;

/// <summary>What an import did with one credential.</summary>
public sealed record ImportResult(MachineIdentity Identity, ImportAction Action, string Source)
{
    public Guid IdentityId => Identity.Id;
}
