using System.Collections;
using System.Management.Automation;

namespace Mim.PowerShell.Binding;

/// <summary>
/// Makes no name out of a whole object: without it, a row of a CSV file that has no Name column would be bound as its own text,
/// <c>@{DnsName=…}</c>. Its name is empty instead, which is refused. It must not throw: PowerShell asks first whether the object
/// itself is the name, and only then for its property.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NameTextAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value is PSCustomObject or IDictionary ? default(Nameless) : inputData;
    }

    private readonly struct Nameless
    {
        public override string ToString() => "";
    }
}
