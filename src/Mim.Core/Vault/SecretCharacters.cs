namespace Mim.Core.Vault;

/// <summary>Classes of characters; a generated secret has at least one of each that is asked for.</summary>
[Flags]
public enum SecretCharacters
{
    None = 0,
    Lower = 1,
    Upper = 2,
    Digits = 4,

    /// <summary>Those that shells and connection strings take as they are: <c>+ - . / : = @ ^ _ ~</c>.</summary>
    Symbols = 8,

    Letters = Lower | Upper,
    Alphanumeric = Letters | Digits,
    All = Alphanumeric | Symbols,
}
