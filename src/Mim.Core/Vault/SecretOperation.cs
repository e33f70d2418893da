using Mim.Core.Identities;

namespace Mim.Core.Vault;

/// <summary>What is done to one version of a secret.</summary>
/// <param name="Act">Its name on record.</param>
/// <param name="Apply">The version afterwards; throws when it cannot be done.</param>
/// <param name="Erases">Whether the value goes.</param>
internal sealed record SecretOperation(string Act, Func<MachineIdentity, CredentialVersion, CredentialVersion> Apply, bool Erases = false);
