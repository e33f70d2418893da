using Mim.Core;

namespace Mim.Pki.Encryption;

/// <summary>Rounds of key derivation one file may ask for, so that a hostile count cannot keep the machine busy for hours.</summary>
internal sealed class DerivationBudget(long rounds, CancellationToken cancellationToken)
{
    private long _spent;

    /// <summary>Whether more was wanted than was left, and would have been granted at first.</summary>
    public bool IsSpent { get; private set; }

    /// <summary>Give this to every derivation that the budget pays for.</summary>
    public CancellationToken Token => cancellationToken;

    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidFile"/>: the file asks for too much.</exception>
    public void Spend(long wanted)
    {
        if (wanted < 1 || wanted > rounds - _spent)
        {
            IsSpent = wanted > rounds - _spent && wanted <= rounds;
            throw new MimException(MimErrorCause.InvalidFile, $"It asks for {wanted} rounds of key derivation, which is out of bounds.");
        }

        _spent += wanted;
    }
}
