using System.Security.Cryptography;
using Mim.Core.Sealing;

namespace Mim.Delivery.Accounts;

/// <summary>Passwords that are not kept, for accounts that nobody is to log in to.</summary>
internal static class NobodysPassword
{
    private const int Length = 48;

    /// <summary>Letters and digits, and one of each class where a system wants that. The caller disposes it.</summary>
    public static KeyMaterial Make()
    {
        var secret = new KeyMaterial(Length);
        RandomNumberGenerator.GetItems("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"u8, secret.Span);
        "aA1-"u8.CopyTo(secret.Span);
        return secret;
    }
}
