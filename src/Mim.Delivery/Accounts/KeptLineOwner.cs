using Mim.Core.Accounts;

namespace Mim.Delivery.Accounts;

/// <summary>Who logged in where, and with which password.</summary>
/// <param name="Settings">The place, without the accounts that are changed there.</param>
/// <param name="UserName">The name.</param>
/// <param name="Password">A keyed hash of it, which says nothing without the key.</param>
internal sealed record KeptLineOwner(AccountSettings Settings, string UserName, string Password);
