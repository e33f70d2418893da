using Mim.Core.Ports;

namespace Mim.Core.Accounts;

/// <summary>What tells who has the name of an account, within a transaction or outside.</summary>
internal sealed record AccountHolders(IIdentityReader Identities, IVersionReader Versions, ITargetReader Targets, ILocationReader Locations);
