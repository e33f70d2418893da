using System.Collections;
using System.Management.Automation;

namespace Mim.PowerShell.Binding;

/// <summary>
/// Binds only objects that are of the type already. PowerShell would make one of anything that has a property in common, a
/// row of a CSV file for instance, with most of it empty; such objects bind by their properties instead.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AsItIsAttribute(Type type) : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return IsOfType(value) || (value is IEnumerable items and not string && items.Cast<object?>().All(IsItem))
            ? inputData
            : throw Refused(value);
    }

    private bool IsOfType(object? value) => value is null || type.IsInstanceOfType(value);

    private bool IsItem(object? item) => IsOfType(item is PSObject wrapped ? wrapped.BaseObject : item);

    // The inner exception tells the binder to try other parameters before it complains.
    private ArgumentTransformationMetadataException Refused(object? value) =>
        new($"A {value?.GetType().Name} is not a {type.Name}.", new PSInvalidCastException());
}
