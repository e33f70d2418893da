using Mim.Core.Sealing;

namespace Mim.Core.Vault;

/// <summary>What a version of a secret is to hold.</summary>
/// <param name="Value">Brought by the user; null to generate it by the template.</param>
/// <param name="Template">How the like of it is generated; null when nothing does.</param>
/// <param name="UserName">The account that it opens.</param>
internal sealed record SecretContent(KeyMaterial? Value, SecretTemplate? Template, string? UserName);
