namespace Mim.Core.Issuing;

/// <summary>Which certificates an export holds.</summary>
public enum ExportContent
{
    Leaf,

    /// <summary>The issuers without the leaf.</summary>
    Chain,

    /// <summary>The leaf, then its issuers up to the root.</summary>
    FullChain,
}
