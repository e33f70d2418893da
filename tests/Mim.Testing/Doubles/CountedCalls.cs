using System.Reflection;

namespace Mim.Testing.Doubles;

/// <summary>Passes every call of a port on, and counts them.</summary>
public class CountedCalls : DispatchProxy
{
    private object? _inner;
    private Action _called = () => { };

    /// <summary>A port in front of <paramref name="inner"/>.</summary>
    public static T Of<T>(T inner, Action called)
        where T : class
    {
        var port = Create<T, CountedCalls>();
        var calls = (CountedCalls)(object)port;
        (calls._inner, calls._called) = (inner, called);
        return port;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        _called();
        return targetMethod!.Invoke(_inner, args);
    }
}
