namespace Mim.Core.Tokens;

/// <summary>A token about to be made.</summary>
/// <param name="IdentityId">Whose.</param>
/// <param name="Name">Of the identity.</param>
/// <param name="Number">Of the version within its identity.</param>
/// <param name="Template">Its terms.</param>
/// <param name="Lifetime">From now on.</param>
/// <param name="Authority">Signs it; null for an opaque one.</param>
/// <param name="Form">In which it leaves, for the record.</param>
internal sealed record TokenDraft(
    Guid IdentityId, string Name, int Number, TokenTemplate Template, TimeSpan Lifetime, SigningTokenAuthority? Authority, string Form);
