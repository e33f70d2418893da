using Mim.Core.Identities;

namespace Mim.Core.Discovery;

/// <summary>What the inventory knows a credential as.</summary>
internal sealed record KnownCredential(MachineIdentity Identity, CredentialVersion Version);
