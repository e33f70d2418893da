namespace Mim.Core.Ports;

/// <summary>The roots that programs on this machine trust.</summary>
public interface ITrustAnchors
{
    /// <summary>DER; read anew on each call.</summary>
    IReadOnlyList<byte[]> Read();
}
