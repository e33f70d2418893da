namespace Mim.CrashRunner;

/// <summary>Is there at every call of a port that leaves something behind.</summary>
internal interface IWitness
{
    /// <summary>One call.</summary>
    T Around<T>(Func<T> work);
}
