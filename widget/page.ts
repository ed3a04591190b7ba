export {}
console.log('x')
