namespace Mim.Core.Accounts.OAuth;

/// <summary>A version of a client that is wanted.</summary>
/// <param name="IdentityId">Whose it is.</param>
/// <param name="Number">Of the version within its identity.</param>
/// <param name="Template">How it is made, and its like after it.</param>
/// <param name="Lifetime">After which it is to be replaced.</param>
internal sealed record ClientOrder(Guid IdentityId, int Number, ClientTemplate Template, TimeSpan Lifetime);
