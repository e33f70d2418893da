using Mim.Core;

namespace Mim.Pki.Encryption;

/// <summary>Rounds of key derivation one file may ask for, so that a hostile count cannot keep the machine busy for hours.</summary>
internal sealed class DerivationBudget(long rounds, CancellationToken cancellationToken)
{
    private long _left = rounds;

    /// <summary>Give this to every derivation that the budget pays for.</summary>
    public CancellationToken Token => cancellationToken;

    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidFile"/>: the file asks for too much.</exception>
    public void Spend(long wanted)
    {
        if (wanted < 1 || wanted > _left)
        {
            throw new MimException(MimErrorCause.InvalidFile, $"It asks for {wanted} rounds of key derivation, which is out of bounds.");
        }

        _left -= wanted;
    }
}
