namespace Mim.Core.Vault;

/// <summary>Which secret is to be read.</summary>
/// <param name="IdentityId">Whose.</param>
/// <param name="Number">Of the version; null for the current one.</param>
public readonly record struct SecretQuestion(Guid IdentityId, int? Number);
